package main

import (
	"encoding/binary"
	"fmt"
)

// message is a protobuf message as a list of fields, in the order in which they stand.
type message []field

type field struct {
	number int
	varint uint64
	bytes  []byte
}

func parseMessage(data []byte) (message, error) {
	var fields message
	for len(data) > 0 {
		key, size := binary.Uvarint(data)
		if size <= 0 {
			return nil, fmt.Errorf("malformed field key")
		}
		data = data[size:]
		value, size := binary.Uvarint(data)
		if size <= 0 {
			return nil, fmt.Errorf("malformed field")
		}
		data = data[size:]
		switch key & 7 {
		case 0:
			fields = append(fields, field{number: int(key >> 3), varint: value})
		case 2:
			if value > uint64(len(data)) {
				return nil, fmt.Errorf("field longer than its message")
			}
			fields = append(fields, field{number: int(key >> 3), bytes: data[:value]})
			data = data[value:]
		default:
			return nil, fmt.Errorf("unexpected wire type %d", key&7)
		}
	}
	return fields, nil
}

// all returns every occurrence of a length-delimited field.
func (m message) all(number int) [][]byte {
	var found [][]byte
	for _, each := range m {
		if each.number == number {
			found = append(found, each.bytes)
		}
	}
	return found
}

// bytes returns a field's only occurrence, empty if there is none.
func (m message) bytes(number int) []byte {
	found := m.all(number)
	if len(found) == 0 {
		return nil
	}
	return found[len(found)-1]
}

func (m message) varint(number int) uint64 {
	for _, each := range m {
		if each.number == number {
			return each.varint
		}
	}
	return 0
}

// nested walks from message to message along the field numbers.
func (m message) nested(path ...int) (message, error) {
	current := m
	for _, number := range path {
		next, err := parseMessage(current.bytes(number))
		if err != nil {
			return nil, err
		}
		current = next
	}
	return current, nil
}

// entries reads a map<string, message>.
func (m message) entries(number int) (map[string]message, error) {
	result := map[string]message{}
	for _, each := range m.all(number) {
		entry, err := parseMessage(each)
		if err != nil {
			return nil, err
		}
		value, err := parseMessage(entry.bytes(2))
		if err != nil {
			return nil, err
		}
		result[string(entry.bytes(1))] = value
	}
	return result, nil
}
